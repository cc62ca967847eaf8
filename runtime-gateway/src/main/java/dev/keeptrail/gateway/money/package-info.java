/** Budgets: what may be spent, what is reserved, and what was spent. */
@NullMarked
package dev.keeptrail.gateway.money;

import org.jspecify.annotations.NullMarked;
