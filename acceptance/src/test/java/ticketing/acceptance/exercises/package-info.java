/** The material that a student gets: starts, solutions, hints, what an IDE runs. */
package ticketing.acceptance.exercises;
