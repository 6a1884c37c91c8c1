import type { Drill } from '../drill.ts';

/** Secure connections, and those that are not. */
export const tlsDrills: readonly Drill[] = [
  {
    name: 'unknown-authority',
    trouble: 'nobody here knows the authority that signed the server’s certificate',
    cause: 'tls.untrusted',
    exitCode: 7,
    server: { certificate: { untrusted: true } },
  },
  {
    name: 'certificate-expired',
    trouble: 'the server’s certificate has expired',
    cause: 'tls.cert_dates',
    exitCode: 7,
    server: { certificate: { lapsed: true } },
  },
  {
    name: 'certificate-name',
    trouble: 'the server’s certificate is for another host',
    cause: 'tls.hostname_mismatch',
    exitCode: 7,
    server: { certificate: { host: 'idp.practice.example' } },
  },
  {
    name: 'client-certificate',
    trouble: 'the server lets nobody in without a client certificate',
    cause: 'tls.client_cert_required',
    exitCode: 7,
    server: { certificate: { wantsClientCertificate: true } },
  },
  {
    name: 'https-to-http',
    trouble: 'the address says https, and the port speaks plain http',
    cause: 'tls.scheme_mismatch',
    exitCode: 7,
    server: { toldAs: { scheme: 'https' } },
  },
  {
    name: 'http-to-https',
    trouble: 'the address says http, and the port wants https',
    cause: 'tls.scheme_mismatch',
    exitCode: 6,
    server: {
      mintAnswer: {
        status: 400,
        headers: { 'content-type': 'text/html', server: 'nginx' },
        body: '<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>The plain HTTP request was sent to HTTPS port</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
      },
    },
  },
];
