/**
 * Mistakes of users and broken machines: each gets an exit code other than 0, and one to three
 * lines that name the fix.
 */
package ticketing.acceptance.errors;
