/** Tables in texts, whose headings say what stands below them. */
@NullMarked
package dev.keeptrail.detectors.table;

import org.jspecify.annotations.NullMarked;
