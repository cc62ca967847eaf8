/**
 * What decisions of a loaded pack cost on this machine. Start at {@link
 * dev.keeptrail.engine.measure.DecisionMeter}.
 */
@NullMarked
package dev.keeptrail.engine.measure;

import org.jspecify.annotations.NullMarked;
