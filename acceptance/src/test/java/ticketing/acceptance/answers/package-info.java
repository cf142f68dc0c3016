/**
 * Tests that each wrong answer is caught by the tests that its header names, and that all right
 * answers pass.
 */
package ticketing.acceptance.answers;
