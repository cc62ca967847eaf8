/** Text to findings. Detectors find, policies judge: nothing here knows a policy or a verdict. */
@NullMarked
package dev.keeptrail.detectors;

import org.jspecify.annotations.NullMarked;
