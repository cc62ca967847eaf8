/** Detectors of places given in numbers: coordinates and postcodes. */
@NullMarked
package dev.keeptrail.detectors.place;

import org.jspecify.annotations.NullMarked;
