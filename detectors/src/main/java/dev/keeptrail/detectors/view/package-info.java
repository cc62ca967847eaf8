/** Forms of a text that its writer hid: codes, escapes, ciphers, spelling and hidden markup. */
@NullMarked
package dev.keeptrail.detectors.view;

import org.jspecify.annotations.NullMarked;
