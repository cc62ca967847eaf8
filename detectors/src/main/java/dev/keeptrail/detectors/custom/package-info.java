/** Detectors made from what users write: term lists and patterns. */
@NullMarked
package dev.keeptrail.detectors.custom;

import org.jspecify.annotations.NullMarked;
