import {toast} from './toasts.js';

/** What a person does: one request each. The server answers by the next state. */

const RELOADED = 'show-reloaded';
const RELOADS_AFTER_MILLIS = 10_000;
const TIMEOUT_MILLIS = 15_000;

let folder = '';

/** The folder of the page, with which its last run goes on. */
export function goesOnWith(path) {
  folder = path;
}

/** What to do about a server that does not answer. */
export function startAgain() {
  const option = folder ? ` --database ${folder.includes(' ') ? `"${folder}"` : folder}` : '';
  return `If it was stopped, start it again: ./workshop show${option}`;
}

/**
 * Sends an action; whether the server has done it. If it has not, its words are shown. A server that was started again
 * has a new token: the page is loaded anew for it.
 */
export async function act(path, body = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Show-Token': token()},
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
  } catch (e) {
    toast(`The server did not answer (${e.message}). ${startAgain()}`);
    return false;
  }
  if (answer.ok) {
    return true;
  }
  if (answer.status === 403 && mayReload()) {
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
    return false;
  }
  toast(await messageOf(answer));
  return false;
}

/** After a reload for a new token: says that what was asked for was not done. */
export function tellOfReload() {
  const since = Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (since < RELOADS_AFTER_MILLIS) {
    toast('The server was started again, so the page was loaded anew. Please do that once more.');
  }
}

/** The message of an answer that is no success, in one line. */
export async function messageOf(answer) {
  try {
    const message = (await answer.json()).message;
    if (typeof message === 'string' && message) {
      return message;
    }
  } catch {
    // Not everything that answers for a server speaks JSON; its status says something then.
  }
  return `The server answered ${answer.status} ${answer.statusText}. Its terminal may say why.`;
}

const token = () => document.querySelector('meta[name="show-token"]').content;

/** Not again and again: a server that refuses a fresh token has another reason. */
function mayReload() {
  return Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) > RELOADS_AFTER_MILLIS;
}
