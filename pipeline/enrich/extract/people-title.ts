import { siteLabel, squeeze } from "./company.ts";
import { areaOf, isPosition, startsAsPosition } from "./names.ts";

const region =
  /^(?:EMEA|APAC|DACH|LATAM|MENA|ANZ|Nordics|Benelux|Europe|Americas|(?:North|South|Latin) America|Asia|Africa|Middle East|UK|U\.?S\.?A?|UK & Ireland|Global|International|Germany|France|Spain|India)\b/;
const highest =
  "(?:C[A-Z]{2}|[Ff]ounder|[Pp]resident|[Oo]wner|[Pp]artner|[Cc]hair\\p{L}*|[Cc]hief \\p{L}+ [Oo]fficer)";
/** `CEO of Litware`, `Head of Payments at Litware`, `Partner, Litware Ventures`: a position and whose it is. */
const employed = [
  /^(.+?),? (?:at|bei|chez|bij|with|@) (?:the )?(\p{Lu}.*)$/u,
  new RegExp(`^(.*${highest}),? (?:of|von|de|van) (?:the )?(\\p{Lu}.*)$`, "u"),
  /^([^,]+), (\p{Lu}.*)$/u,
];

/** A title without the employer it names; undefined when that is somebody else, or it is no title. */
export function ownTitle(written: string, url: string): string | undefined {
  for (const form of employed) {
    const [, title = "", employer = ""] = form.exec(written) ?? [];
    if (!title || !isEmployer(employer) || !isPosition(title)) continue;
    return isOurs(employer, url) ? title.trim() : undefined;
  }
  return written.trim();
}

/** Whether words in a sentence are a title: `Head of Data`, or `directrice générale` in small letters. */
export function isTitle(text: string): boolean {
  return isPosition(text) && (/^\p{Lu}/u.test(text) || startsAsPosition(text));
}

/** `VP, Engineering` and `Sales Director, EMEA` name no employer; `Partner, Litware` does. */
function isEmployer(text: string): boolean {
  return areaOf(text) === null && !region.test(text) && !isPosition(text);
}

function isOurs(employer: string, url: string): boolean {
  const [label, plain] = [siteLabel(url), squeeze(employer)];
  return plain.includes(label) || (plain.length > 3 && label.includes(plain));
}
