/**
 * What two plans mean differently. Reads plans only, so it does not matter what they were written
 * in. Start at {@link dev.keeptrail.language.diff.PlanDiff}.
 */
@NullMarked
package dev.keeptrail.language.diff;

import org.jspecify.annotations.NullMarked;
