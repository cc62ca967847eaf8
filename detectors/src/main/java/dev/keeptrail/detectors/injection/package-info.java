/**
 * Prompt injection and jailbreak: rules over words that stand close together, and a linear model
 * over n-grams, weighed as one. The words, the rules and the trained weights are resources.
 */
@NullMarked
package dev.keeptrail.detectors.injection;

import org.jspecify.annotations.NullMarked;
