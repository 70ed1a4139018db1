/** Why a watched account cannot be read until somebody changes something there or here. */
export type AccountFailure =
  | "bad_credentials"
  | "grant_revoked"
  | "wrong_client"
  | "no_permission"
  | "no_mailbox"
  | "wrong_address"
  | "watch_refused";
