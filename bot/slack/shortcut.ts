/** "Make this a lead": the name Slack knows the message shortcut by. */
export const makeLeadShortcut = "make_lead";
