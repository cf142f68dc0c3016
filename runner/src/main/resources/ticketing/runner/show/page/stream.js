/** Listens to the server, and reconnects as long as the page is open. */

const RETRIES_AFTER_MILLIS = 1500;

/** Calls `onState` with each message, `onConnected` with whether there is a connection. */
export function listen({onState, onConnected}) {
  const source = new EventSource('/events');
  source.addEventListener('open', () => onConnected(true));
  source.addEventListener('state', event => onState(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    onConnected(false);
    // The browser itself reconnects, unless the server has answered something other than events.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen({onState, onConnected}), RETRIES_AFTER_MILLIS);
    }
  });
}
