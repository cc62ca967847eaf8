/**
 * Detectors of what names a device or its place in a network: hardware addresses, serial numbers,
 * web addresses.
 */
@NullMarked
package dev.keeptrail.detectors.device;

import org.jspecify.annotations.NullMarked;
