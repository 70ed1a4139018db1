/** What Slack refuses a whole message over. https://docs.slack.dev/reference/block-kit/blocks */
export const slackLimits = {
  messageBlocks: 50,
  viewBlocks: 100,
  header: 150,
  text: 3000,
  fields: 10,
  field: 2000,
  contextElements: 10,
  actionElements: 25,
  id: 255,
  /** https://docs.slack.dev/reference/block-kit/block-elements */
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  overflowOptions: 5,
  selectOptions: 100,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  label: 2000,
  textInput: 3000,
  /** https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  metadata: 3000,
} as const;

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
export const teamsLimits = {
  /** The strictest of Teams' size limits (webhooks and Graph); bots may send more. */
  bytes: 28 * 1024,
  /** What a host shows of one set unless it says otherwise; Teams itself shows six. */
  actions: 5,
  /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
  refreshUsers: 60,
  actionTitle: 75,
} as const;

/** Of a whole message, envelope and all. https://learn.microsoft.com/connectors/teams/#limits */
export const webhookLimits = { bytes: 28_000 } as const;

/** Our own, so that both chats show the same rows and the same words. */
export const cardLimits = {
  title: 100,
  rows: 20,
  columns: 8,
  text: 800,
  rowText: 240,
  cell: 60,
} as const;
