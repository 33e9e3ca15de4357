/** How far clocks may be apart, in seconds. */

/** Members refuse messages beyond this (protocol §4). */
export const skew = 300
/** Nobody notices this yet; something is wrong with a clock all the same. */
export const noticeable = 5
