/**
 * The Temporal side of the workshop that never changes between stages: the order workflow's
 * interface, its activities and their implementation, and the parts that a worker and a starter are
 * made of. A stage adds the one thing that is its subject: the workflow's implementation.
 *
 * <p>It knows {@link ticketing.system} and Temporal. No stage is known here.
 */
package ticketing.order;
