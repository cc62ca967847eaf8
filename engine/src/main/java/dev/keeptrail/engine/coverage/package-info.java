/**
 * What the tests of a pack exercised: policies reached, the author's rules fired, both outcomes of
 * each of their conditions, and the decisions that came of it.
 */
@NullMarked
package dev.keeptrail.engine.coverage;

import org.jspecify.annotations.NullMarked;
