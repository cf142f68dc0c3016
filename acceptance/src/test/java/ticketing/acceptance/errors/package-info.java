/**
 * Tests user errors and broken machines: each must give a nonzero exit code and an error message of
 * one to three lines that names the fix.
 */
package ticketing.acceptance.errors;
