import { SECRET_MARK, type Secret } from '../../domain/secrets/secret.ts';

/** The one place outside network and disk where a secret becomes text: because the operator said `--reveal`. */
export function printSecret(reveal: boolean): (secret: Secret) => string {
  return secret => (reveal ? secret.reveal() : SECRET_MARK);
}
