/**
 * What waits for a person: escalated requests, who looks at them, what was decided, and whether an
 * approval was used. Knows neither tables nor HTTP.
 */
@NullMarked
package dev.keeptrail.ledger.escalation;

import org.jspecify.annotations.NullMarked;
