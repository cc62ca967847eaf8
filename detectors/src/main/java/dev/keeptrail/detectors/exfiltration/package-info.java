/** Links and images whose address carries data out. */
@NullMarked
package dev.keeptrail.detectors.exfiltration;

import org.jspecify.annotations.NullMarked;
