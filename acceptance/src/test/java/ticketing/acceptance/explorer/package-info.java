/** The explorer of fault schedules finds what there is to find, no more and no less. */
package ticketing.acceptance.explorer;
