/** An answer given in the server's place; an object is sent as JSON. */
export type CannedAnswer = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: string | Readonly<Record<string, unknown>>;
};

/** Registrations that are refused for one member, so that mending it helps. */
export type Objection = {
  member: string;
  /** Has to match the member as text, or one entry of it. Left out: the member has to be there. */
  where?: RegExp;
  /** `{value}` in its strings stands for what was objected to. */
  answer: CannedAnswer;
};

/** What a certificate has to be like. It is issued at the start by an authority that is made then, too. */
export type DrilledCertificate = {
  /** The host it names; the practice server's own address where left out. */
  host?: string;
  /** Its last day is over. */
  lapsed?: true;
  /** The authority stays unknown to the client. */
  untrusted?: true;
  /** Nobody without a certificate of this authority gets in. */
  wantsClientCertificate?: true;
};

/** What a drill changes at the practice server. Everything left out works as it should. */
export type ServerTrouble = {
  /** Serves https with such a certificate. */
  certificate?: DrilledCertificate;
  /** Where the client is told to go: a scheme and host of its own, or a port at which nobody listens. */
  toldAs?: { scheme?: 'https'; host?: string; closedPort?: true };
  /** Seconds that the server's clock is ahead, by its Date header. */
  clockAheadSeconds?: number;
  /** Makes the admin token a JWT with these claims beside iss, iat and exp. Nobody could verify it. */
  adminTokenClaims?: Readonly<Record<string, unknown>>;
  /** Answers every mint that came with the right admin token. */
  mintAnswer?: CannedAnswer;
  /** There is a second admin token, and it meets no trouble. */
  helpsAnotherAdminToken?: true;
  /** What is true of the first token that is minted, behind an answer that says what was asked for. */
  mintedToken?: { lifetimeSeconds?: number; uses?: number; refusedWith: string };
  /** All scopes that the server supports: others are refused. */
  supportedScopes?: readonly string[];
  /** The scopes that a client gets: others are dropped without a word. */
  grantedScopes?: readonly string[];
  objection?: Objection;
  /** Answers every registration, and nothing is registered. */
  registrationAnswer?: CannedAnswer;
  /** Milliseconds between a registration that was made and its answer. */
  answerDelayMs?: number;
  /** Where the connection is reset once the registration was made. */
  cutAnswer?: 'before' | 'half-way';
  /** How the answer to a registration that was made differs from what it should be. */
  madeAnswer?: { status?: number; without?: readonly string[]; with?: Readonly<Record<string, unknown>> };
};

export type Drill = {
  name: string;
  /** One line for people. */
  trouble: string;
  /** Id of the cause that a diagnosis must lead to; null where the run has nothing to diagnose. */
  cause: string | null;
  /** Of a headless run. */
  exitCode: number;
  /** What the run has to ask for to meet the trouble, in place of the runbook's own words. */
  redirectUris?: readonly string[];
  /** Other client metadata likewise, by RFC 7591 name. */
  set?: Readonly<Record<string, unknown>>;
  /** Registers without a key. */
  withoutKeys?: true;
  /** Registers without an initial access token. */
  withoutToken?: true;
  /** Seconds that the initial access token is to live. */
  expiresIn?: number;
  /** The run waits no longer than that for an answer. */
  timeoutMs?: number;
  /** The request is one that a careful client warns of before it is sent. */
  sendAnyway?: true;
  server: ServerTrouble;
};
