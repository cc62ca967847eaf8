/**
 * Primitive operations on values that both engines share: how texts are compared, matched and
 * shown. What expressions mean, each engine works out for itself.
 */
@NullMarked
package dev.keeptrail.engine.value;

import org.jspecify.annotations.NullMarked;
