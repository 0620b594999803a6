# Writes iris.csv: Rscript make.R
flowers <- datasets::iris
names(flowers) <- c("sepal_length", "sepal_width", "petal_length", "petal_width", "species")
write.csv(flowers, "iris.csv", row.names = FALSE, quote = FALSE)
