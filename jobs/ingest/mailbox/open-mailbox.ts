import type { Door } from "../../../db/tenants.ts";
import type { WatchedAccount } from "../../../db/watched-accounts.ts";
import type { World } from "../../world.ts";
import { gmailBox } from "./gmail.ts";
import type { Mailbox } from "./mailbox.ts";
import { microsoftBox } from "./microsoft365.ts";

/** A watched account as the mailbox it is. */
export function openMailbox(world: World, account: WatchedAccount, door: Door): Mailbox {
  return account.provider === "gmail"
    ? gmailBox(world, account, door.config)
    : microsoftBox(world, account, door.id);
}
