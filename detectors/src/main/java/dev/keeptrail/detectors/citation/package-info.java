/** What an answer cites, and how much of it stands in what the model was given. */
@NullMarked
package dev.keeptrail.detectors.citation;

import org.jspecify.annotations.NullMarked;
