/** Where somebody is in the workshop, and what is next. */
package ticketing.runner.study.board;
