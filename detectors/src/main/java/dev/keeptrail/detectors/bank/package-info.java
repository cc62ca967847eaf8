/** Detectors of bank details: account, routing and bank identifier numbers. */
@NullMarked
package dev.keeptrail.detectors.bank;

import org.jspecify.annotations.NullMarked;
