/** What an answer gives away of the application's own instructions. */
@NullMarked
package dev.keeptrail.detectors.leak;

import org.jspecify.annotations.NullMarked;
