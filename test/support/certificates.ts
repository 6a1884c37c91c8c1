export {
  type Authority,
  type CertificateWish,
  type Issued,
  makeAuthority,
} from '../../src/practice/certificate-authority.ts';
