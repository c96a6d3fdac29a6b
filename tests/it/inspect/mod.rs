//! What a PDF shows by itself: each finding where there is cause and none where there is not, files that
//! are broken or made to do harm, and that ours tell nothing of those who made them.

mod hostile;
mod make;
mod ours;
mod print;
mod privacy;
mod traces;
