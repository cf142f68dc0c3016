/** Tests the material that students get: starter code, solutions, hints, and IDE files. */
package ticketing.acceptance.exercises;
