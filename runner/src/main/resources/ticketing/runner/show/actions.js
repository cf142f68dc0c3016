import {toast} from './toasts.js';

/** Sends what the user does, one request each. The server answers by the next state. */

const RELOADED = 'show-reloaded';
const RELOADS_AFTER_MILLIS = 10_000;
const TIMEOUT_MILLIS = 15_000;

let folder = '';

/** Remembers the folder of the run, which is in the folder of the page. */
export function runsIn(folderOfRun) {
  folder = folderOfRun.replace(/[/\\][^/\\]+$/, '');
}

/** What to type when the server does not answer. */
export function startAgain() {
  const option = folder ? ` --database ${folder.includes(' ') ? `"${folder}"` : folder}` : '';
  return `If it was stopped, start it again: ./workshop show${option}`;
}

/**
 * Sends an action; returns whether the server has done it. If not, its message is shown. A server that was restarted
 * has a new token, for which the page is reloaded.
 */
export async function act(path, parameters = {}) {
  let answer;
  try {
    answer = await fetch(`${path}?${new URLSearchParams(parameters)}`, {
      method: 'POST',
      headers: {'X-Show-Token': document.querySelector('meta[name="show-token"]').content},
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
  } catch (e) {
    toast(`The server did not answer (${e.message}). ${startAgain()}`);
    return false;
  }
  if (answer.ok) {
    return true;
  }
  // Once only: a server that refuses a fresh token has another reason.
  if (answer.status === 403 && !wasReloaded()) {
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
    return false;
  }
  toast(await messageOf(answer));
  return false;
}

/** After a reload for a new token: says that the action was not done. */
export function reportReload() {
  if (wasReloaded()) {
    toast('The server was restarted and the page reloaded. Repeat your last action.');
  }
}

function wasReloaded() {
  return Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < RELOADS_AFTER_MILLIS;
}

/** The message of an answer that is no success, in one line. */
export async function messageOf(answer) {
  try {
    const message = (await answer.json()).message;
    if (typeof message === 'string' && message) {
      return message;
    }
  } catch {
    // Not JSON: its status has to do.
  }
  return `The server answered ${answer.status} ${answer.statusText}. Its terminal may show why.`;
}
