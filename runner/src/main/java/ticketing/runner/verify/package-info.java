/** {@code ./workshop verify}: proves that the material is right, whatever a student has written. */
package ticketing.runner.verify;
