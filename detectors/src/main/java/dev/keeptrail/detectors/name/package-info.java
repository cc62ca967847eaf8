/**
 * Names of persons, places and organisations: a small trained tagger, and rules for scripts without
 * capitals.
 */
@NullMarked
package dev.keeptrail.detectors.name;

import org.jspecify.annotations.NullMarked;
