/** The connection to the server, which begins anew by itself as long as the page is open. */

const TRIES_AGAIN_AFTER_MILLIS = 1500;

/** `onState` is called with each message, `onConnected` with whether there is a connection. */
export function listen({onState, onConnected}) {
  const source = new EventSource('/events');
  source.addEventListener('open', () => onConnected(true));
  source.addEventListener('state', event => onState(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    onConnected(false);
    // The browser tries again unless the server has answered with something else than events.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen({onState, onConnected}), TRIES_AGAIN_AFTER_MILLIS);
    }
  });
}
