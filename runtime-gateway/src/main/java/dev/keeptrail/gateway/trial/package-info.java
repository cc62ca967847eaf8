/**
 * Judges stored inputs without serving them, and says what two programs decide differently. Opens
 * no socket and asks no provider.
 */
@NullMarked
package dev.keeptrail.gateway.trial;

import org.jspecify.annotations.NullMarked;
