/** The one shared pass over a text: anchors of all detectors, digit runs and encoded runs. */
@NullMarked
package dev.keeptrail.detectors.pass;

import org.jspecify.annotations.NullMarked;
