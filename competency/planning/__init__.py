"""A training plan within a budget: exact where it can be, always with its bound.

`values` holds what goes in and comes out, `demand` groups people of like need,
`solver` states and solves the mixed-integer programme, `seating` gives seats to
names, `greedy` fills what is left and is the fallback, `making` joins them, and
`checking` finds what is wrong with any plan, independently of how it was made.
"""
