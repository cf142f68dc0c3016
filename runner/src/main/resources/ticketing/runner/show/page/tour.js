/**
 * The guided tour: six scenes. A scene clears the board, then sends `setup`. Each step says one sentence and sends
 * `posts`; `later` is sent after some time. The last step waits until all orders have ended; it says `text` if exactly
 * the lanes in `wrong` are wrong, and otherwise that this time was different.
 */

export const OTHERWISE = 'This time it came out differently. Read the last column.';

const GUESSES = ['01', '02'];
const NEXT_LOST = '/faults/createTicket=after/next';
const likely = (fault, likelihood) => `/faults/${fault}?likelihood=${likelihood}`;

export const SCENES = [
  {
    title: 'All is well',
    setup: ['/pace?millis=1000'],
    steps: [
      {text: 'Three orders, no fault. Four ways to call the same service: does it matter which?'},
      {text: 'Follow order 1 to the right. Each ticket appears in the last column.', posts: ['/orders?count=3']},
      {text: 'One order, one ticket, four times. On a good day nobody needs this workshop.', wrong: []},
    ],
  },
  {
    title: 'A lost response',
    setup: ['/pace?millis=1000', NEXT_LOST],
    steps: [
      {text: 'One order. The service sells the seat, and its response is lost. What will 01 do? And 02?'},
      {text: 'Watch “create”: the ticket is there, but the workflow does not know.', posts: ['/orders?count=1']},
      {text: '01 sold the seat twice. 02 said “failed”, but sold it. 03 and 04 waited, and found it.', wrong: GUESSES},
    ],
  },
  {
    title: 'A late write',
    setup: ['/pace?millis=1000', '/faults/createTicket=late/next'],
    steps: [
      {text: 'No answer again, but now the ticket is written later. Is it enough to look at once?'},
      {text: 'Watch “settle”: a look at once would find nothing. 03 and 04 wait.', posts: ['/orders?count=1']},
      {text: 'The write came late. Only those that had waited found it: 03 and 04.', wrong: GUESSES},
    ],
  },
  {
    title: 'The worker is killed',
    setup: ['/pace?millis=1000'],
    steps: [
      {text: '100 orders, no fault at all. After four seconds the worker is killed. Who is harmed?'},
      {
        text: '100 orders. After four seconds: kill −9. Where are the orders then? In Temporal’s history.',
        posts: ['/orders?count=100'],
        later: {millis: 4000, post: '/worker/kill?creates=4'},
      },
      {
        text: 'A new worker starts. It goes on where the old one was. Watch 01 and 02.',
        posts: ['/pace?millis=300', '/worker/start'],
      },
      {text: 'Without a fault: 01 sold seats twice, 02 said “failed” wrongly. 03, 04: 100 right.', wrong: GUESSES},
    ],
  },
  {
    title: 'Everything at once',
    setup: [
      '/pace?millis=300',
      likely('createTicket=before', 0.1),
      likely('createTicket=after', 0.3),
      likely('createTicket=late', 0.1),
      likely('findTicket=down', 0.3),
      likely('issueToken=down', 0.1),
    ],
    steps: [
      {text: '20 orders, and half of the creates fail somehow. Vote: which lanes are right?'},
      {text: 'All lanes have the same faults in the same calls. Read the captions.', posts: ['/orders?count=20']},
      {text: 'Two strategies harm customers. Two have all 20 right: they wait, and look, before they create.', wrong: GUESSES},
    ],
  },
  {
    title: 'The key',
    setup: ['/pace?millis=1000', '/lanes/key?on=true', NEXT_LOST, NEXT_LOST, NEXT_LOST],
    steps: [
      {text: 'A fifth lane, with an idempotency key. Three responses are lost. Does it have to wait?'},
      {text: 'Watch the last lane: it tries again at once, as 01 does.', posts: ['/orders?count=3']},
      {text: 'Same key, same ticket: no wait and no look. Where you can have a key, take it.', wrong: GUESSES},
    ],
  },
];
