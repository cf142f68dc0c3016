/**
 * Which tests your code passes, saved in {@code .workshop} with a fingerprint of the code:
 * unchanged code is not tested again.
 */
package ticketing.runner.study.progress;
