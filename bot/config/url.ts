import { z } from "zod";

/** An http(s) address, with the slash at its end that relative addresses are resolved against. */
export function httpUrl(advice: string) {
  return z
    .url({ protocol: /^https?$/, error: advice })
    .transform((url) => (url.endsWith("/") ? url : `${url}/`));
}
