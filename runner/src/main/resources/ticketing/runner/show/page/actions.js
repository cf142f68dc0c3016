import {byId, setText} from './dom.js';

/** Sends what the user does, one request each. The next state shows its effect. */

const TIMEOUT_MILLIS = 15_000;

/** What to do when the server does not answer. */
export const START_AGAIN = 'If it was stopped, start it again: ./workshop show --database FOLDER';

/** Sends an action; returns whether the server has done it. If not, its message is shown until it is dismissed. */
export async function act(path) {
  const {problem} = await send(path, {method: 'POST'});
  if (problem) {
    setText(byId('problem'), problem);
    byId('toast').togglePopover(true);
  }
  return !problem;
}

/** Sends a request; returns the JSON of the answer, or the problem in words. */
export async function send(path, options = {}) {
  try {
    const answer = await fetch(path, {...options, signal: AbortSignal.timeout(TIMEOUT_MILLIS)});
    const json = answer.status === 204 ? null : await answer.json();
    return answer.ok ? {json} : {problem: json.message};
  } catch (e) {
    return {problem: `The server did not answer (${e.message}). ${START_AGAIN}`};
  }
}
