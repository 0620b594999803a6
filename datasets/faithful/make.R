# Writes faithful.csv: Rscript make.R
write.csv(datasets::faithful, "faithful.csv", row.names = FALSE, quote = FALSE)
