import { z } from "zod";
import { fieldsOf, listOf, parseJson } from "../../pipeline/ingest/doors/json.ts";
import { LinkedinConfig, lastOf } from "../../pipeline/ingest/doors/linkedin-lead-sync.ts";
import { momentOf, recordId } from "../../pipeline/ingest/doors/record.ts";
import { Refused } from "../world.ts";
import { askJson } from "./ask.ts";
import type { Asking, LeadForms } from "./lead-form.ts";

/** https://learn.microsoft.com/linkedin/marketing/versioning */
const VERSION = "202601";
const PAGE = 100;
/** Ninety days of a busy form; whoever has more has been told of most by notices. */
const MOST_PAGES = 200;

/** Everything of a response, its form's questions included: answers are numbers without them. */
const projection =
  "owner,leadType,leadMetadata,versionedLeadGenFormUrn,id,submittedAt,testLead,formResponse,form:(name,id,content)";

const Renewed = z.object({ access_token: z.string(), refresh_token: z.string().optional() });

/** Responses to LinkedIn's lead forms. */
export const linkedinForms: LeadForms = {
  provider: "linkedin_lead_sync",
  name: "LinkedIn",

  async pull(asking, { externalId, raw }) {
    const id = externalId.split(":").slice(2).join(":");
    const path = `/rest/leadFormResponses/${encodeURIComponent(id)}?fields=${projection}`;
    const record = fieldsOf(await ask(asking, path));
    if ("form" in record) return { record };
    const urn = record.versionedLeadGenFormUrn ?? fieldsOf(parseJson(raw ?? "")).leadGenForm;
    const [, form] = /leadGenForm:(\d+)/.exec(String(urn ?? "")) ?? [];
    return form
      ? { record: { ...record, form: await ask(asking, `/rest/leadForms/${form}`) } }
      : { record };
  },

  isTest: (answer) => fieldsOf(fieldsOf(answer).record).testLead === true,

  async list(asking, since) {
    const { owner, leadType } = LinkedinConfig.parse(asking.door.config);
    if (owner === null) return undefined;
    const who = `(${owner.split(":")[2]}:${encodeURIComponent(owner)})`;
    const range = `(start:${since.getTime()},end:${asking.world.now().getTime()})`;
    const found: unknown[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      // Rest.li wants its brackets bare, so the query is not built by URLSearchParams.
      const { elements } = fieldsOf(
        await ask(
          asking,
          `/rest/leadFormResponses?q=owner&owner=${who}&leadType=(leadType:${leadType})` +
            `&limitedToTestLeads=false&submittedAtTimeRange=${range}&fields=${projection}` +
            `&count=${PAGE}&start=${page * PAGE}`,
        ),
      );
      found.push(...listOf(elements));
      if (listOf(elements).length < PAGE) break;
    }
    return found.flatMap((record) => {
      const { id, submittedAt } = fieldsOf(record);
      if (typeof id !== "string") return [];
      const at = momentOf(submittedAt);
      return {
        key: `CREATED:${id}`,
        externalId: recordId("lead", lastOf(owner) ?? "", id),
        answer: { record },
        at: at === undefined ? null : new Date(at),
      };
    });
  },

  async renew({ world, access }) {
    const { refreshToken, clientId, clientSecret } = access;
    if (!refreshToken || !clientId || !clientSecret) throw new Refused("LinkedIn", "401");
    const renewed = Renewed.parse(
      await askJson(world, "LinkedIn", `${world.vendors.linkedinLogin}/oauth/v2/accessToken`, {
        form: {
          grant_type: "refresh_token",
          refresh_token: refreshToken,
          client_id: clientId,
          client_secret: clientSecret,
        },
      }),
    );
    return {
      ...access,
      token: renewed.access_token,
      refreshToken: renewed.refresh_token ?? refreshToken,
    };
  },
};

function ask({ world, access }: Asking, path: string): Promise<unknown> {
  return askJson(world, "LinkedIn", world.vendors.linkedin + path, {
    headers: {
      authorization: `Bearer ${access.token}`,
      "linkedin-version": VERSION,
      "x-restli-protocol-version": "2.0.0",
    },
  });
}
