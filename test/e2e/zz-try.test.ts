import { it } from "node:test";
import { startPlayground, eventually } from "../support/playground.ts";
import { slackChat } from "../e2e/slack-chat.ts";
import { teamsChat } from "../e2e/teams-chat.ts";
it("x", async () => {
  const t0=Date.now(); const lap=(s:string)=>console.log(s, Date.now()-t0);
  await using play = await startPlayground();
  lap("started");
  for (const chat of [slackChat(play), teamsChat(play)]) {
    const d = chat.surface==="slack"?"northwind.example":"c0001.sample.example";
    await chat.say("rita","#leads","/lead "+d);
    await eventually(async()=>{ const m=(await chat.messages("rita","#leads")); if(!m.some(x=>/Starting point/.test(x.text))) throw new Error(JSON.stringify(m.map(x=>x.text)))});
    lap("scored");
    console.log((await chat.messages("rita","#leads")).map(m=>m.author+": "+m.text+"\n"+m.buttons.join("|")+" "+m.leadId).join("\n---\n"));
    console.log("TOLD", (await chat.told("rita")).map(m=>m.text.slice(0,60)));
    console.log("HOME", JSON.stringify((await chat.home("rita")).text), (await chat.home("rita")).buttons);
  }
  console.log(play.problems);
  lap("done");
});
