/** Whether a caller may ask now: its rate limits and its budgets together. */
@NullMarked
package dev.keeptrail.gateway.allowance;

import org.jspecify.annotations.NullMarked;
