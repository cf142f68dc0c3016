/**
 * A payload codec that encrypts what goes to Temporal, its keys, and a server that decodes for
 * Temporal's Web UI.
 *
 * @see <a href="https://docs.temporal.io/payload-codec">Temporal: Payload Codec</a>
 */
package ticketing.runner.run.encryption;
